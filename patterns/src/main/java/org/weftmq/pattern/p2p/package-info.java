/** Peer to peer, single-frame (51/P2P). */
package org.weftmq.pattern.p2p;
