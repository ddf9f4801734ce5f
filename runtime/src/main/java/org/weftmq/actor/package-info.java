/** Actors: who runs one, what arrives for it, and how callers wait for it. */
package org.weftmq.actor;
