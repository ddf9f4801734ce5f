package org.weftmq.test.contract;

import org.weftmq.test.NoLeaks;

/**
 * What every transport that carries messages of any size must do, whoever binds and whoever
 * connects; a class of tests that implements it inherits them all.
 *
 * <pre>{@code
 * class TcpTransportTest implements TransportContract {
 *   public String endpoint() {
 *     return "tcp://127.0.0.1:*";
 *   }
 * }
 * }</pre>
 *
 * The transport has to be found by the service loader.
 */
@NoLeaks
public interface TransportContract extends CarryingContract, MeetingContract {}
