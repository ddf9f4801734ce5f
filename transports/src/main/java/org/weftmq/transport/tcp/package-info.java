/** The transport over TCP. */
package org.weftmq.transport.tcp;
