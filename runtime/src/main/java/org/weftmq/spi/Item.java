package org.weftmq.spi;

import org.weftmq.Message;

/**
 * What travels through a pipe: a message, or a control that keeps its place among the messages but
 * does not count towards the high-water mark.
 */
public sealed interface Item permits Message, Control {}
