using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PSNeuralNet.Numerics;

/// <summary>A table of sixteen numbers: constants of the code, two vectors of 512 bits, and memory.</summary>
internal interface ISimdTable
{
    static abstract Vector512<double> Low { get; }

    static abstract Vector512<double> High { get; }

    static abstract ReadOnlySpan<double> All { get; }
}

/// <summary>The tables from which <see cref="SimdMath"/> starts its series; computed with 60 digits.</summary>
internal static class SimdTables
{
    /// <summary>2^(j/16).</summary>
    internal readonly struct Root : ISimdTable
    {
        private const double V0 = 1.0, V1 = 1.0442737824274138, V2 = 1.0905077326652577, V3 = 1.1387886347566916;
        private const double V4 = 1.189207115002721, V5 = 1.241857812073484, V6 = 1.2968395546510096, V7 = 1.3542555469368927;
        private const double V8 = 1.4142135623730951, V9 = 1.4768261459394993, V10 = 1.5422108254079407, V11 = 1.6104903319492543;
        private const double V12 = 1.681792830507429, V13 = 1.7562521603732995, V14 = 1.8340080864093424, V15 = 1.9152065613971474;

        public static Vector512<double> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V0, V1, V2, V3, V4, V5, V6, V7);
        }

        public static Vector512<double> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V8, V9, V10, V11, V12, V13, V14, V15);
        }

        public static ReadOnlySpan<double> All => [V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12, V13, V14, V15];
    }

    /// <summary>What is missing in the numbers above, relative to them.</summary>
    internal readonly struct RootRest : ISimdTable
    {
        private const double V0 = 0.0, V1 = 8.189317638195515e-17, V2 = -2.7939114859515733e-17, V3 = 7.826573258636076e-17;
        private const double V4 = 3.3484623336251524e-17, V5 = 3.750854201303127e-17, V6 = 1.9572585293112036e-17, V7 = 5.68648095791174e-17;
        private const double V8 = -6.835808657661922e-17, V9 = -2.3591094770850053e-17, V10 = 5.1548301170786783e-17, V11 = 1.5341410053603723e-17;
        private const double V12 = 4.875160526227062e-17, V13 = 1.685487290628973e-17, V14 = 1.790126907604513e-17, V15 = -5.545065618639427e-17;

        public static Vector512<double> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V0, V1, V2, V3, V4, V5, V6, V7);
        }

        public static Vector512<double> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V8, V9, V10, V11, V12, V13, V14, V15);
        }

        public static ReadOnlySpan<double> All => [V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12, V13, V14, V15];
    }

    /// <summary>1 / (1 + j/15).</summary>
    internal readonly struct Reciprocal : ISimdTable
    {
        private const double V0 = 1.0, V1 = 0.9375, V2 = 0.8823529411764706, V3 = 0.8333333333333334;
        private const double V4 = 0.7894736842105263, V5 = 0.75, V6 = 0.7142857142857143, V7 = 0.6818181818181818;
        private const double V8 = 0.6521739130434783, V9 = 0.625, V10 = 0.6, V11 = 0.5769230769230769;
        private const double V12 = 0.5555555555555556, V13 = 0.5357142857142857, V14 = 0.5172413793103449, V15 = 0.5;

        public static Vector512<double> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V0, V1, V2, V3, V4, V5, V6, V7);
        }

        public static Vector512<double> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V8, V9, V10, V11, V12, V13, V14, V15);
        }

        public static ReadOnlySpan<double> All => [V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12, V13, V14, V15];
    }

    /// <summary>ln(1 + j/15).</summary>
    internal readonly struct Log : ISimdTable
    {
        private const double V0 = 0.0, V1 = 0.06453852113757116, V2 = 0.12516314295400602, V3 = 0.18232155679395462;
        private const double V4 = 0.2363887780642304, V5 = 0.2876820724517809, V6 = 0.33647223662121295, V7 = 0.3829922522561058;
        private const double V8 = 0.4274440148269396, V9 = 0.4700036292457355, V10 = 0.5108256237659907, V11 = 0.550046336919272;
        private const double V12 = 0.587786664902119, V13 = 0.6241543090729939, V14 = 0.659245628884264, V15 = 0.6931471805599453;

        public static Vector512<double> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V0, V1, V2, V3, V4, V5, V6, V7);
        }

        public static Vector512<double> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(V8, V9, V10, V11, V12, V13, V14, V15);
        }

        public static ReadOnlySpan<double> All => [V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12, V13, V14, V15];
    }
}
