/** The transport between sockets of one context, which hands messages over by reference. */
package org.weftmq.transport.inproc;
