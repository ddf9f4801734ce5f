/** The exclusive pair (31/EXPAIR). */
package org.weftmq.pattern.pair;
