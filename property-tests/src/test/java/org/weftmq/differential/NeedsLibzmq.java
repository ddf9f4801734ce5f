package org.weftmq.differential;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.weftmq.interop.Binding;
import org.weftmq.interop.Installation;

/** A look for pyzmq on this machine: without it, properties are skipped, loudly, or fail in CI. */
final class NeedsLibzmq implements SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    if (Installation.isRequired() || Binding.PYZMQ.isInstalled()) {
      return SkipResult.doNotSkip();
    }
    Installation.say(Binding.PYZMQ.needs(), context.label(), System.err);
    return SkipResult.skip("there is no " + Binding.PYZMQ.needs());
  }
}
