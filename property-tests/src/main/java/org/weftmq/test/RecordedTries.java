package org.weftmq.test;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.ParameterResolutionContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.ResolveParameterHook;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * A hook that gives each try of a property a {@link Recording} of its own, for a parameter of that
 * type, and shows the chart of it below the sample if the try fails: {@code @AddLifecycleHook}
 * above a class or a property.
 */
public final class RecordedTries implements ResolveParameterHook, AroundTryHook {
  /** For jqwik. */
  public RecordedTries() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public Optional<ParameterSupplier> resolve(
      ParameterResolutionContext parameter, LifecycleContext context) {
    return parameter.typeUsage().isOfType(Recording.class)
        ? Optional.of(aTry -> recording().get())
        : Optional.empty();
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
    var result = aTry.execute(parameters);
    var recorded = parameters.stream().filter(Recording.class::isInstance).findFirst();
    if (result.isFalsified() && recorded.isPresent()) {
      return result.withFootnotes(List.of("\n" + ((Recording) recorded.get()).chart()));
    }
    return result;
  }

  private static Store<Recording> recording() {
    return Store.getOrCreate(RecordedTries.class, Lifespan.TRY, Recording::new);
  }
}
