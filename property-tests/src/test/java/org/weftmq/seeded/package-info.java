/** Tests of the properties: each family of them has to notice faults that are put into the code. */
package org.weftmq.seeded;
