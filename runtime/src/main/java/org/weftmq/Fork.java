package org.weftmq;

import java.lang.System.Logger.Level;

/** Starts the threads of {@link Context#fork}. */
final class Fork {
  private static final System.Logger LOG = System.getLogger(Context.class.getName());

  private Fork() {}

  static Duplex start(Context context, String name, String endpoint, Context.ForkBody body) {
    var parent = context.open(SocketType.PAIR);
    var child = context.open(SocketType.PAIR);
    parent.set(SocketOptions.CLOSE_WITH_PEER, true).bind(endpoint);
    child.set(SocketOptions.CLOSE_WITH_PEER, true).connect(endpoint);
    parent.unbind(endpoint); // nobody else may join
    context.environment().start(name, () -> run(name, child, body));
    return parent;
  }

  private static void run(String name, Duplex child, Context.ForkBody body) {
    try (child) {
      body.run(child);
    } catch (SocketClosedException e) {
      LOG.log(Level.DEBUG, "the parent closed its end of the fork " + name, e);
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "the fork " + name + " was interrupted", e);
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the fork " + name + " failed", e);
    }
  }
}
