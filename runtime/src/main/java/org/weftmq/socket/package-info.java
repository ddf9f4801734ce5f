/** Sockets: the actor around a routing, and what serves its endpoints in the background. */
package org.weftmq.socket;
