/** Security mechanisms: how two peers make sure of one another before they talk (37/ZMTP). */
package org.weftmq.zmtp.mechanism;
