/** The transport between processes of one machine, over Unix domain sockets. */
package org.weftmq.transport.ipc;
