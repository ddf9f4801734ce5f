/**
 * One small program per idea. Each stands for itself: read one, copy it, change it.
 *
 * <table>
 * <caption>The programs, and where the ZeroMQ Guide tells of them</caption>
 * <tr><th>Chapter</th><th>Idea</th><th>Program</th></tr>
 * <tr><td>1</td><td>Ask and answer</td><td>{@link org.weftmq.guide.HelloWorld}</td></tr>
 * <tr><td>1</td><td>Publish weather, subscribe to a place</td>
 *     <td>{@link org.weftmq.guide.Weather}</td></tr>
 * <tr><td>1</td><td>Divide and conquer</td><td>{@link org.weftmq.guide.Ventilator}</td></tr>
 * <tr><td>2</td><td>A broker of requests</td>
 *     <td>{@link org.weftmq.guide.RequestBroker}</td></tr>
 * <tr><td>2</td><td>A bridge for publications</td>
 *     <td>{@link org.weftmq.guide.WeatherBridge}</td></tr>
 * <tr><td>2</td><td>A server of several threads</td>
 *     <td>{@link org.weftmq.guide.MultithreadedServer}</td></tr>
 * <tr><td>2</td><td>A relay of threads</td><td>{@link org.weftmq.guide.PairRelay}</td></tr>
 * <tr><td>2</td><td>Subscribers that miss nothing</td>
 *     <td>{@link org.weftmq.guide.AwaitSubscribers},
 *     {@link org.weftmq.guide.NodeCoordination}</td></tr>
 * <tr><td>3</td><td>A broker that balances the load</td>
 *     <td>{@link org.weftmq.guide.LoadBalancer}</td></tr>
 * <tr><td>3</td><td>An asynchronous server</td>
 *     <td>{@link org.weftmq.guide.AsyncServer}</td></tr>
 * <tr><td>4</td><td>Many hearts</td><td>{@link org.weftmq.guide.Heartbeats}</td></tr>
 * <tr><td>5</td><td>Listening to a proxy</td><td>{@link org.weftmq.guide.Espresso}</td></tr>
 * <tr><td>5</td><td>A cache of last values</td>
 *     <td>{@link org.weftmq.guide.LastValueCache}</td></tr>
 * <tr><td>none</td><td>A web server</td><td>{@link org.weftmq.guide.HttpServer}</td></tr>
 * </table>
 */
package org.weftmq.guide;
