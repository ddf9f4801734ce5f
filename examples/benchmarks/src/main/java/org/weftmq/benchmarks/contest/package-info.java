/** What a comparison is: contestants that take turns, and the figures that come of it. */
package org.weftmq.benchmarks.contest;
