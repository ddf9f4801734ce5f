/** What socket types route with, by composition. */
package org.weftmq.pattern.strategy;
