/**
 * Contracts: what every transport, socket type, codec and mechanism must do, as tests that a class
 * of ten lines inherits.
 */
package org.weftmq.test.contract;
