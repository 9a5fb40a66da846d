package io.customersegment.failure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every integration test of this package runs alone on the machine. */
class TaggedTest {

    private static final ArchCondition<JavaClass> RUN_ALONE = new ArchCondition<>("have the tag processes") {
        @Override
        public void check(JavaClass test, ConditionEvents events) {
            boolean tagged = test.isAnnotatedWith(Tag.class)
                    && test.getAnnotationOfType(Tag.class).value().equals("processes");
            events.add(new SimpleConditionEvent(test, tagged, test.getName() + " must have @Tag(\"processes\")"));
        }
    };

    @Test
    void shouldRunNothingBesideTestsThatAssertTimes() {
        JavaClasses tests = new ClassFileImporter().importPackagesOf(TaggedTest.class);

        classes().that().haveSimpleNameEndingWith("IT").should(RUN_ALONE).check(tests);
    }
}
