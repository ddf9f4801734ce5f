/** Single calls, measured by JMH. */
package org.weftmq.benchmarks.calls;
