/** Pipes: one bounded queue in each direction between two sockets, or a socket and a connection. */
package org.weftmq.pipe;
