package org.weftmq.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each test of the class, or the one that is marked, must close what it opens: see {@link Leaks}
 * for what counts. What the fields of the class open counts, too; what a {@code @BeforeAll} opens
 * does not. A test that fails by itself is not asked for what it left.
 *
 * <p>For tests of JUnit Jupiter that run one after another.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(LeakCheck.class)
public @interface NoLeaks {}
