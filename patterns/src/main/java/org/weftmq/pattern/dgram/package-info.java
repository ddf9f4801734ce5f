/** Datagrams over UDP, as they are: DGRAM. */
package org.weftmq.pattern.dgram;
