package io.jenkins.plugins.codecraft.storage.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Crc64NvmeTest {

    @Example
    void the_check_value_of_crc64nvme_is_right() {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update("123456789".getBytes(UTF_8));

        assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
    }

    @Property(tries = 200)
    void bytes_at_once_are_as_one_by_one(@ForAll byte[] bytes) {
        Crc64Nvme once = new Crc64Nvme();
        Crc64Nvme singly = new Crc64Nvme();
        once.update(bytes);
        for (byte b : bytes) {
            singly.update(b & 0xFF);
        }

        assertThat(once.getValue()).isEqualTo(singly.getValue());
    }
}
