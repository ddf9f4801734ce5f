package org.weftmq.transport.tcp;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.weftmq.transport.RealEnvironment;

/** The real world, but every name has the same addresses. */
final class ResolvingEnvironment extends RealEnvironment {
  private final AtomicInteger lookUps = new AtomicInteger();
  private final InetAddress[] addresses;

  ResolvingEnvironment(InetAddress... addresses) {
    this.addresses = addresses;
  }

  int lookUps() {
    return lookUps.get();
  }

  @Override
  public InetAddress[] resolve(String host) {
    lookUps.incrementAndGet();
    return addresses.clone();
  }
}
