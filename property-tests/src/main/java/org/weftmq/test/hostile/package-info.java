/** Peers that say what a test wants them to say, right or wrong: ZMTP byte by byte. */
package org.weftmq.test.hostile;
