import Foundation
import Testing

/// `Examples/spark` on Spark in local mode: any number of partitions gives what one run gives.
@Suite("The gate on Apache Spark")
struct GateOnSparkTests {
    /// A Python that has PySpark, pandas and pyarrow.
    private static let python = Place.environment["HTCDS_SPARK_PYTHON"] ?? Place.environment["HTCDS_TEST_PYTHON"]

    private static let isThere: Bool = {
        guard Place.environment["HTCDS_LONG_TESTS"] != nil else { return false }
        guard (try? CommandLine.run("/usr/bin/env", ["java", "-version"]).status) == 0 else {
            print("skipped: Java is not installed, without which Spark does not run")
            return false
        }
        guard let python, (try? CommandLine.run(python, ["-c", "import pyspark, pandas, pyarrow"]).status) == 0 else {
            print("skipped: no Python with pyspark, pandas and pyarrow; name one in HTCDS_SPARK_PYTHON")
            return false
        }
        return true
    }()

    @Test(
        "1, 2, 7 and 16 partitions: the verdict, counts, rules and fields of one run, and the same records pass",
        .enabled(if: isThere, "A long test, which needs Java and PySpark: make test-long."))
    func partitions() throws {
        let python = try #require(Self.python)
        let binary = try #require(Place.binary)
        let folder = try Scratch()
        let made = try CommandLine.htcds(
            [
                "generate", "--records", "3000", "--seed", "7", "--to", "ndjson", "--output", "records.ndjson",
                "--faults",
                "truth.json", "--quiet",
            ] + PipelinesTests.day, in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let one = try CommandLine.htcds(["gate", "records.ndjson", "--output", "one"] + PipelinesTests.day, in: folder)
        #expect(one.status == 0, "\(one.everything)")
        let whole = try JSON(try folder.content("one/report.json"))
        let withheld = Set(
            try folder.text("one/quarantine.ndjson").split(separator: "\n").map {
                try JSON(Data($0.utf8))["record"].description
            })
        let passed = try folder.text("records.ndjson").split(separator: "\n").enumerated()
            .filter { !withheld.contains("\($0.offset + 1)") }.map { $0.element + "\n" }.joined()
        for partitions in [1, 2, 7, 16] {
            let output = "spark\(partitions)"
            let run = try CommandLine.run(
                "/usr/bin/env",
                [
                    "PYSPARK_PYTHON=\(python)", "SPARK_LOCAL_IP=127.0.0.1", python,
                    Place.example("spark/gate_on_spark.py"), "records.ndjson", "--output", output, "--partitions",
                    "\(partitions)", "--htcds", binary,
                ] + PipelinesTests.day, in: folder)
            #expect(run.status == 0, "\(run.everything)")
            let merged = try JSON(try folder.content("\(output)/report.json"))
            for key in ["verdict", "because", "records", "counts", "rules", "fields", "columns", "cells", "losses"] {
                #expect(merged[key] == whole[key], "\(partitions) partitions: \(key)")
            }
            for key in ["policy", "rows", "k", "victims", "erroneous", "mostQuarantined"] {
                #expect(merged["gate"][key] == whole["gate"][key], "\(partitions) partitions: gate.\(key)")
            }
            #expect(try folder.text("\(output)/accepted.ndjson") == passed)
            // One gate over what passed makes the table of one gate over everything.
            #expect(
                try folder.content("\(output)/release/synthesis.csv") == folder.content("one/synthesis.csv"))
        }
    }
}
