package io.jenkins.plugins.codecraft.storage.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What crosses the channel to an agent is this package and nothing else. */
@AnalyzeClasses(packagesOf = AgentSideTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class AgentSideTest {

    @ArchTest
    static final ArchRule the_agent_needs_the_jdk_and_this_package_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.net.ssl..", AgentSideTest.class.getPackageName());
}
