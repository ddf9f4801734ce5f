/**
 * Publish and subscribe (29/PUBSUB): {@link org.weftmq.pattern.pubsub.Pub} sends each message to
 * all {@link org.weftmq.pattern.pubsub.Sub}s that asked for it.
 *
 * <p>A <b>subscription</b> is a prefix: its subscriber gets every message whose first frame begins
 * with it, and the empty prefix asks for all. Subscriptions travel upstream, so what nobody wants
 * is not sent. A publisher never waits for a subscriber, unless {@link
 * org.weftmq.pattern.pubsub.PubSubOptions#NO_DROP} is set: one whose queue is full misses that
 * message, which the ledger of {@code stats()} counts; whom nobody has subscribed with yet loses
 * what was sent before, so {@code awaitSubscribers} is there to wait for that.
 *
 * <p>{@link org.weftmq.pattern.pubsub.XPub} and {@link org.weftmq.pattern.pubsub.XSub} are the same
 * two with the subscriptions in the hands of their user: to forward them, to watch them, to decide
 * on them.
 */
package org.weftmq.pattern.pubsub;
