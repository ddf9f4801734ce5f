package org.weftmq.pipe;

import org.weftmq.Message;

/**
 * A message that nobody sent: it comes by itself as a connection begins or ends, in order with all
 * others, but outside the high-water mark and the ledger.
 */
record Notice(Message message) {}
