/** Many sockets, peers, topics and threads. */
package org.weftmq.benchmarks.crowd;
