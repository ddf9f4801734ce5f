package org.weftmq.pattern;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.SocketType;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/**
 * Sockets of every type that the RFCs' tables have a row for, through anything that can happen to
 * them. REQ, which sends and receives in turns, has {@link ReqProperties} for itself.
 */
@AddLifecycleHook(RecordedTries.class)
class AnyTypeProperties {
  /** Something that may be done to a scene, with a number that says to whom. */
  private record Act(String name, Predicate<Scene> allowed, BiConsumer<Scene, Integer> effect)
      implements Action.Independent<Scene> {
    @Override
    public boolean precondition(Scene scene) {
      return allowed.test(scene);
    }

    @Override
    public Arbitrary<Transformer<Scene>> transformer() {
      return Arbitraries.integers()
          .between(0, Scene.MOST_PEERS - 1)
          .map(who -> Transformer.mutate(name + " " + who, scene -> effect.accept(scene, who)));
    }
  }

  /**
   * Catches: a rotation that skips or favours somebody after a peer was full, left or came; a
   * message that goes to nobody, to another or to two; one of a departed peer that is lost; a peer
   * that is served twice while another waits; a mark that is not exact, or not at once when it is
   * changed; a drop that is not counted, or under another name.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(tries = 400)
  void doesWhatItsRowSays(
      @ForAll("types") SocketType type,
      @ForAll("scenes") ActionChain<Scene> chain,
      Recording recording) {
    var scene =
        chain
            .peek(each -> each.begin(type, recording))
            .withInvariant("the ledger", Scene::check)
            .run();

    scene.collectWhatWasReached();
    scene.close();
  }

  @Provide
  Arbitrary<SocketType> types() {
    return Company.types(row -> row.order() != Order.ASKS);
  }

  @Provide
  Arbitrary<ActionChain<Scene>> scenes() {
    return ActionChain.startWith(Scene::new)
        .withAction(4, new Act("join", Scene::mayBeJoined, (scene, who) -> scene.join()))
        .withAction(1, new Act("leave", Scene::hasPeers, Scene::leave))
        .withAction(12, new Act("send", Scene::maySend, Scene::send))
        .withAction(5, new Act("hear", Scene::hasPeers, Scene::hear))
        .withAction(7, new Act("say", Scene::hears, Scene::say))
        .withAction(8, new Act("receive", Scene::mayReceive, (scene, who) -> scene.receive()))
        .withAction(1, new Act("mark", scene -> true, (scene, who) -> scene.mark(1 + who % 4)))
        .withMaxTransformations(60);
  }
}
