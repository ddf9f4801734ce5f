/** Two processes that talk over a transport, with one library at both ends. */
package org.weftmq.benchmarks.wire;
