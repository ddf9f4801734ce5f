/** What an implementer sees: transports, connections, routing, and the seams to the world. */
package org.weftmq.spi;
