package org.weftmq.whole;

/** An object to be sent. */
record Point(int x, int y) {}
