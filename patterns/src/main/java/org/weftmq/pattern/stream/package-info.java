/** STREAM: bare bytes to and from peers that speak no ZMTP, by connection. */
package org.weftmq.pattern.stream;
