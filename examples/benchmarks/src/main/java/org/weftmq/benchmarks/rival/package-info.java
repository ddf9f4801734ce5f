/** Rivals that more than one kind of contest asks for. */
package org.weftmq.benchmarks.rival;
