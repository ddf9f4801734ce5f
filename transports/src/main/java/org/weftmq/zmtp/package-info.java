/**
 * The wire protocol, ZMTP 3.1 (37/ZMTP): bytes to messages and commands and back. Knows no socket,
 * no address and no channel.
 */
package org.weftmq.zmtp;
