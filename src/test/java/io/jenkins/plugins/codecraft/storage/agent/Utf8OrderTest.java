package io.jenkins.plugins.codecraft.storage.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8OrderTest {

    @Property
    void the_order_is_that_of_the_utf8_bytes(@ForAll("texts") String left, @ForAll("texts") String right) {
        int bytes = Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

        assertThat(Integer.signum(Utf8Order.compare(left, right))).isEqualTo(Integer.signum(bytes));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "\u007F",
                        "\u0080",
                        "\uD7FF",
                        "\uE000",
                        "\uFFFD",
                        "😀",
                        new String(Character.toChars(0x10FFFF)))
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
