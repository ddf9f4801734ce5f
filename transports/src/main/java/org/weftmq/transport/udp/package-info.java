/** The transport of datagrams over UDP: to one address, or to a multicast group. */
package org.weftmq.transport.udp;
