/** Hosts and ports as they stand in endpoints: what the transports over IP share. */
package org.weftmq.transport.ip;
