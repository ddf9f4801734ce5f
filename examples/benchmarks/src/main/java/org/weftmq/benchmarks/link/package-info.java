/** Ways from one thread to another in one process, alike enough to be compared. */
package org.weftmq.benchmarks.link;
