package nyanpong.art;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A responder that serves needs neither a decoder of images nor one of codes, and does not load them. */
class BoundariesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nyanpong");

    @Test
    void onlyPicturesUseTheDesktopModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("nyanpong.art.picture")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..")
                .check(OURS);
    }

    @Test
    void onlyQrNamesItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("nyanpong.art.qr")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nayuki..")
                .check(OURS);
    }
}
