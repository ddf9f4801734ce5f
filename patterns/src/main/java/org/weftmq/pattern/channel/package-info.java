/** The exclusive pair, single-frame (52/CHANNEL). */
package org.weftmq.pattern.channel;
