package io.jenkins.plugins.codecraft.aws;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void a_name_is_the_users_word_and_what_makes_it_unique() {
        assertThat(Names.join("iris", "7-0a1b2c")).isEqualTo("iris-7-0a1b2c");
    }

    @Test
    void a_word_that_is_cut_ends_without_a_hyphen() {
        assertThat(Names.join("a".repeat(50) + "--" + "b".repeat(20), "0123456789"))
                .isEqualTo("a".repeat(50) + "-0123456789");
    }

    @Property
    void every_name_is_one_that_sagemaker_takes_and_keeps_its_end(
            @ForAll @AlphaChars @Chars('-') @StringLength(max = 80) String beginning,
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String end) {
        String name = Names.join("x" + beginning, end);
        assertThat(name).hasSizeLessThanOrEqualTo(63).endsWith("-" + end).matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
    }
}
