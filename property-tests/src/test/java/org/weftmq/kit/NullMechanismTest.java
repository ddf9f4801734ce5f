package org.weftmq.kit;

import org.weftmq.test.contract.MechanismContract;

/** NULL keeps the contract of mechanisms. */
class NullMechanismTest implements MechanismContract {
  @Override
  public String mechanism() {
    return "NULL";
  }
}
