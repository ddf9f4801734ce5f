/** Weft and its rivals, measured side by side. */
package org.weftmq.benchmarks;
