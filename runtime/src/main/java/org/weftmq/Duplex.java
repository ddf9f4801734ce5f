package org.weftmq;

/** A socket that sends and receives plain messages, both at any time. */
public interface Duplex extends Sender, Receiver<Message> {}
