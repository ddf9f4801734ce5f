/** What a user sees: contexts, sockets, messages, options, events and exceptions. */
package org.weftmq;
