/** What is made of figures: the file they stand in, the page, the charts, and warnings. */
package org.weftmq.benchmarks.report;
