/**
 * What transports over byte streams share: a connection that greets its peer and then moves
 * messages both ways.
 */
package org.weftmq.transport.stream;
