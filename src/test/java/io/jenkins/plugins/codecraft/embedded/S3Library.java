package io.jenkins.plugins.codecraft.embedded;

import com.adobe.testing.s3mock.S3MockApplication;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * S3Mock on a free port of the loopback. Lives in a class loader of its own, see {@link S3Loader}; whoever starts it knows
 * it as {@link IntSupplier} of its port and as {@link AutoCloseable}.
 */
public final class S3Library implements IntSupplier, AutoCloseable {
    private final ConfigurableApplicationContext application;

    /**
     * @param root an empty folder, removed on close
     */
    public S3Library(Path root) {
        Map<String, Object> properties = Map.of(
                "com.adobe.testing.s3mock.store.validKmsKeys",
                "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
                "server.port",
                "0",
                "server.address",
                "127.0.0.1",
                "http.port",
                "0",
                "spring.main.log-startup-info",
                "false",
                "com.adobe.testing.s3mock.store.root",
                root.toString(),
                "com.adobe.testing.s3mock.store.retainFilesOnExit",
                "false");
        application = new SpringApplicationBuilder(S3MockApplication.class, LoopbackOnly.class)
                .properties(properties)
                .bannerMode(Banner.Mode.OFF)
                .run();
    }

    /** S3Mock opens a second port, which would listen on every interface. */
    @Configuration(proxyBeanMethods = false)
    static class LoopbackOnly {
        @Bean
        static BeanPostProcessor loopback() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof Connector connector) {
                        connector.setProperty("address", "127.0.0.1");
                    }
                    return bean;
                }
            };
        }
    }

    @Override
    public int getAsInt() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        application.close();
    }
}
