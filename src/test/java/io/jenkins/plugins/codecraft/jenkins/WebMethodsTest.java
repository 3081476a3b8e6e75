package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.FormValidation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** Whatever a browser can call has to be guarded. */
class WebMethodsTest {
    private static final String ROOT = "io.jenkins.plugins.codecraft";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void there_are_web_methods_to_look_at() {
        assertThat(webMethods()).hasSizeGreaterThan(30);
    }

    @TestFactory
    Stream<DynamicTest> a_web_method_takes_post_requests_only() {
        return webMethods()
                .map(method -> dynamicTest(method.getFullName(), () -> assertThat(
                                method.isAnnotatedWith(POST.class) || method.isAnnotatedWith(RequirePOST.class))
                        .as("@POST or @RequirePOST")
                        .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> a_web_method_asks_for_a_permission() {
        return webMethods()
                .map(method -> dynamicTest(method.getFullName(), () -> assertThat(asksForPermission(method))
                        .as("calls hasPermission or checkPermission")
                        .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> who_may_not_see_an_item_learns_nothing() {
        return webMethods()
                .map(JavaMethod::reflect)
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Item.class))
                // its answer is made by the credentials plugin
                .filter(method -> !method.getName().equals("doFillCredentialsIdItems"))
                .flatMap(method -> descriptorsWith(method)
                        .map(descriptor -> dynamicTest(
                                descriptor.getClass().getName() + "." + method.getName(),
                                () -> learnsNothing(descriptor, method))));
    }

    /** Rules and lists are no secret, but what Jenkins' credentials reach is. */
    @TestFactory
    Stream<DynamicTest> who_may_only_read_an_item_cannot_try_its_credentials() {
        return webMethods()
                .map(JavaMethod::reflect)
                .filter(method -> method.getName().startsWith("doTest"))
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Item.class))
                .flatMap(method -> descriptorsWith(method)
                        .map(descriptor -> dynamicTest(
                                descriptor.getClass().getName() + "." + method.getName(),
                                () -> refuses(descriptor, method, item(Set.of(Item.READ, Item.EXTENDED_READ))))));
    }

    private static void refuses(Object descriptor, Method method, Item item) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == Item.class ? item : (Object) "anything")
                .toArray();
        assertThatThrownBy(() -> method.invoke(descriptor, arguments))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseInstanceOf(SecurityException.class);
    }

    private static void learnsNothing(Object descriptor, Method method) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type ->
                        type == Item.class ? item(Set.of()) : type == boolean.class ? (Object) false : "not right!")
                .toArray();
        if (method.getName().startsWith("doTest")) {
            assertThatThrownBy(() -> method.invoke(descriptor, arguments))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasRootCauseInstanceOf(SecurityException.class);
            return;
        }
        Object answer = method.invoke(descriptor, arguments);
        if (answer instanceof FormValidation validation) {
            assertThat(validation.kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(validation.getMessage()).isNull();
        } else {
            assertThat((Collection<?>) answer).isEmpty();
        }
    }

    private static Item item(Set<Permission> granted) {
        return (Item) Proxy.newProxyInstance(
                Item.class.getClassLoader(), new Class<?>[] {Item.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("checkPermission") && !granted.contains(arguments[0])) {
                        throw new SecurityException("denied");
                    }
                    return method.getName().equals("hasPermission") ? granted.contains(arguments[0]) : null;
                });
    }

    private static Stream<Object> descriptorsWith(Method method) {
        return CLASSES.stream()
                .filter(type -> !type.getModifiers().toString().contains("ABSTRACT"))
                .filter(type -> type.isAssignableTo(Descriptor.class))
                .map(type -> type.reflect())
                .filter(type -> method.getDeclaringClass().isAssignableFrom(type))
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .map(WebMethodsTest::create);
    }

    private static Object create(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException error) {
            throw new AssertionError("A descriptor has a public constructor", error);
        }
    }

    private static Stream<JavaMethod> webMethods() {
        return CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().matches("do[A-Z]\\w*"))
                .filter(method -> Modifier.isPublic(method.reflect().getModifiers()));
    }

    private static boolean asksForPermission(JavaMethod webMethod) {
        Deque<JavaMethod> open = new ArrayDeque<>(List.of(webMethod));
        Set<JavaMethod> seen = new HashSet<>();
        while (!open.isEmpty()) {
            JavaMethod method = open.pop();
            if (!seen.add(method)) {
                continue;
            }
            for (var call : method.getMethodCallsFromSelf()) {
                if (call.getTarget().getName().matches("(has|check)Permission")) {
                    return true;
                }
                call.getTarget()
                        .resolveMember()
                        .filter(called -> called.getOwner().getPackageName().startsWith(ROOT))
                        .ifPresent(open::push);
            }
        }
        return false;
    }
}
